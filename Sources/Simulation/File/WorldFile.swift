internal import FoundationEssentials
import Runbook
internal import Synchronization

/// A simulated world in a file of its own, so that it outlives runs and their processes.
///
/// A JSON document, replaced as a whole: a kill at any moment leaves either the old world or the new one. A lock beside
/// it admits one transaction at a time, whichever process it comes from. Who only looks needs neither the lock nor the
/// right to write: what is read is one world or the next, never a mixture.
package final class WorldFile: WorldAccess {
    private struct Memory {
        var identity: FileIdentity?
        var world: SimulatedWorld?
    }

    package let path: String
    private let blueprint: Blueprint
    private let lock: FileLock
    private let memory = Mutex(Memory())

    /// Opens the world at a path; a new one is made where there is none.
    package init(path: String, blueprint: Blueprint) throws(WorldFileError) {
        self.path = path
        self.blueprint = blueprint
        lock = try FileLock(path: path + ".lock")
        try transact(.passage) { _ in }
    }

    /// The world at a path as it is now, for looking only: nothing is made or changed. Nil when there is none.
    package static func world(at path: String, of blueprint: Blueprint) throws(WorldFileError) -> SimulatedWorld? {
        try PlainFile(path: path).contents().map { bytes throws(WorldFileError) in
            try WorldFile.decoded(bytes, path, blueprint)
        }
    }

    /// Replaces whatever is at a path by a sound world.
    package static func reset(path: String, to blueprint: Blueprint) throws(WorldFileError) -> WorldFile {
        let lock = try FileLock(path: path + ".lock")
        try lock.acquire()
        defer { lock.release() }
        try PlainFile(path: path).replace(with: try encoded(SimulatedWorld(blueprint), path), isFlushed: true)
        lock.release()
        return try WorldFile(path: path, blueprint: blueprint)
    }

    package func transact<Result>(_ durability: Durability, _ change: (inout SimulatedWorld) -> Result)
        throws(WorldFileError) -> Result
    {
        var outcome = Swift.Result<Result, WorldFileError>.failure(.unavailable(path: path, ""))
        memory.withLock { memory in
            do throws(WorldFileError) {
                outcome = .success(try transact(durability, &memory, change))
            } catch {
                outcome = .failure(error)
            }
        }
        return try outcome.get()
    }

    private func transact<Result>(
        _ durability: Durability, _ memory: inout Memory, _ change: (inout SimulatedWorld) -> Result
    ) throws(WorldFileError) -> Result {
        try lock.acquire()
        defer { lock.release() }
        let file = PlainFile(path: path)
        let identity = try file.identity()
        let isKnown = identity != nil && identity == memory.identity
        var world = isKnown ? memory.world ?? SimulatedWorld(blueprint) : try load(file, after: memory.world)
        let before = world.clock
        let result = change(&world)
        if durability == .effect || identity == nil || world.clock.rawValue / 1000 > before.rawValue / 1000 {
            try file.replace(
                with: try WorldFile.encoded(world, path), isFlushed: durability == .effect || identity == nil)
            memory.identity = try file.identity()
        } else {
            memory.identity = identity
        }
        memory.world = world
        return result
    }

    /// The world of the file; what is remembered of its past stays remembered.
    private func load(_ file: PlainFile, after earlier: SimulatedWorld?) throws(WorldFileError) -> SimulatedWorld {
        guard let bytes = try file.contents() else { return SimulatedWorld(blueprint) }
        var world = try WorldFile.decoded(bytes, path, blueprint)
        if let earlier, earlier.clock <= world.clock { world.history.resume(from: earlier.history) }
        return world
    }

    private static func decoded(
        _ bytes: [UInt8], _ path: String, _ blueprint: Blueprint
    ) throws(WorldFileError) -> SimulatedWorld {
        struct Format: Decodable { var format: Int }
        let document: WorldDocument
        do {
            let format = try JSONDecoder().decode(Format.self, from: Data(bytes)).format
            guard format <= WorldDocument.currentFormat else {
                throw WorldFileError.newerFormat(path: path, found: format, known: WorldDocument.currentFormat)
            }
            document = try JSONDecoder().decode(WorldDocument.self, from: Data(bytes))
        } catch let error as WorldFileError {
            throw error
        } catch {
            throw .corrupt(path: path, at: JSONReader.end(of: bytes), WorldFile.words(for: error))
        }
        do throws(SimulatedWorld.Misfit) {
            return try SimulatedWorld(blueprint, document)
        } catch {
            switch error {
            case .incomplete: throw .corrupt(path: path, at: nil, "its parts do not fit together")
            case .otherTopology(let difference): throw .otherTopology(path: path, difference)
            }
        }
    }

    private static func words(for error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "\(key.stringValue) is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is not what it should be"
        default: "it is not valid JSON from here on"
        }
    }

    private static func encoded(_ world: SimulatedWorld, _ path: String) throws(WorldFileError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        do {
            return try [UInt8](encoder.encode(world.document)) + [0x0A]
        } catch {
            throw .unavailable(path: path, "it cannot be written as JSON")
        }
    }
}
