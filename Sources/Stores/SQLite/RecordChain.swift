import Crypto
import Engine
import Runbook

/// The chain of a run's records: each hash covers the one before it, and the first covers what the run was started with.
///
/// Every field is preceded by its length or has a fixed one, so that no two histories read the same.
struct RecordChain {
    private(set) var head: [UInt8]
    /// The run's, preceded by its length.
    private let name: [UInt8]
    private var scratch: [UInt8] = []

    /// Goes on after a hash.
    init(run: String, head: [UInt8]) {
        var name: [UInt8] = []
        RecordChain.append(run, to: &name)
        self.name = name
        self.head = head
    }

    /// The chain of a run that has no records yet.
    init(_ header: RunHeader) {
        var bytes: [UInt8] = []
        let sources = header.sources.flatMap { [$0.role.rawValue, $0.file, $0.text] }
        let parameters = header.parameters.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        var lists = [
            [
                header.run, header.runbook, header.environment, header.mode.rawValue, header.initiator,
                header.planDigest,
            ],
            parameters, sources, header.claims,
        ]
        if let superseded = header.supersedes { lists.append([superseded]) }
        RecordChain.append(header.version, to: &bytes)
        RecordChain.append(header.started.rawValue, to: &bytes)
        for list in lists {
            RecordChain.append(Int64(list.count), to: &bytes)
            for text in list { RecordChain.append(text, to: &bytes) }
        }
        self.init(run: header.run, head: Array(SHA256.hash(data: bytes)))
    }

    /// Takes a record in; `head` is its hash.
    mutating func add(
        sequence: Int64, time: Int64, event: UnsafeBufferPointer<UInt8>, detail: UnsafeBufferPointer<UInt8>
    ) {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: head)
        scratch.append(contentsOf: name)
        RecordChain.append(sequence, to: &scratch)
        RecordChain.append(time, to: &scratch)
        RecordChain.append(Int64(event.count), to: &scratch)
        scratch.append(contentsOf: event)
        RecordChain.append(Int64(detail.count), to: &scratch)
        scratch.append(contentsOf: detail)
        var hash = SHA256()
        scratch.withUnsafeBytes { hash.update(bufferPointer: $0) }
        hash.finalize().withUnsafeBytes { digest in
            head.withUnsafeMutableBytes { $0.copyMemory(from: digest) }
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        append(Int64(text.utf8.count), to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
