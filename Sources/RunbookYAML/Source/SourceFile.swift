import Glibc
package import Runbook

/// Brings a file into memory, or says why not.
package enum SourceFile {
    /// The most bytes that a file may have: 16 MiB.
    package static let largest = 16 << 20

    /// The bytes of the file at a path; a file that is too large is refused before it is read.
    package static func load(_ path: String, atMost largest: Int = largest) -> Result<[UInt8], Diagnostic> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return .failure(unreadable(path, errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .failure(unreadable(path, errno)) }
        if status.st_mode & S_IFMT == S_IFDIR { return .failure(unreadable(path, EISDIR)) }
        let size = Int(status.st_size)
        if size > largest { return .failure(tooLarge(path, largest)) }
        // A pipe has no size: read on until its end or the limit.
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        var bytes: [UInt8] = []
        var capacity = isRegular ? size + 1 : 1 << 16
        while true {
            switch append(to: &bytes, upTo: capacity, from: descriptor) {
            case .failure(let code): return .failure(unreadable(path, code))
            case .success(true): return .success(bytes)
            case .success(false): break
            }
            if bytes.count > largest { return .failure(tooLarge(path, largest)) }
            capacity = min(largest + 1, bytes.count * 2)
        }
    }

    /// Reads until the array has so many bytes; true at the end of the file.
    private static func append(
        to bytes: inout [UInt8], upTo capacity: Int, from descriptor: Int32
    ) -> Result<Bool, ErrorCode> {
        let start = bytes.count
        var failure: ErrorCode?
        var isAtEnd = false
        let rest = [UInt8](unsafeUninitializedCapacity: max(1, capacity - start)) { buffer, count in
            while count < buffer.count {
                let got = read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                if got < 0 {
                    if errno == EINTR { continue }
                    failure = ErrorCode(value: errno)
                    return
                }
                if got == 0 {
                    isAtEnd = true
                    return
                }
                count += got
            }
        }
        if let failure { return .failure(failure) }
        if start == 0 { bytes = rest } else { bytes += rest }
        return .success(isAtEnd)
    }

    private struct ErrorCode: Error { var value: Int32 }

    private static func unreadable(_ path: String, _ code: ErrorCode) -> Diagnostic { unreadable(path, code.value) }

    private static func unreadable(_ path: String, _ code: Int32) -> Diagnostic {
        let (message, help) =
            switch code {
            case ENOENT, ENOTDIR:
                ("there is no file \"\(path)\"", "Give the path of a YAML file, relative to the working directory.")
            case EISDIR: ("\"\(path)\" is a directory", "Name the files in it, such as \"\(path)/*.yaml\".")
            case EACCES, EPERM: ("\"\(path)\" may not be read by this user", "Give read permission on the file.")
            default: ("\"\(path)\" cannot be read: \(String(cString: strerror(code)))", "Check the path and the disk.")
            }
        return Diagnostic(
            code: Code.unreadable.rawValue, message: message, help: help,
            at: SourceOrigin(file: path, span: .startOfFile))
    }

    private static func tooLarge(_ path: String, _ largest: Int) -> Diagnostic {
        Diagnostic(
            code: Code.tooLarge.rawValue, message: "the file is larger than \(largest >> 20) MB",
            help: "Split it into child runbooks, each in a file of its own.",
            at: SourceOrigin(file: path, span: .startOfFile))
    }
}

extension Diagnostic: Error {}
