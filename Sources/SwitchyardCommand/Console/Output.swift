#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes to the standard streams. A reader that has gone away ends the output, not the run.
enum Output {
    /// A closed standard stream would be reopened by the first file that is opened, and printing would go there.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
            _ = open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY)
        }
    }

    static func write(_ text: String) { _ = put(text, STDOUT_FILENO) }
    /// - Returns: whether somebody may still read it.
    static func offer(_ text: String) -> Bool { put(text, STDOUT_FILENO) }
    static func complain(_ text: String) { _ = put(text, STDERR_FILENO) }

    /// At once: nothing is buffered that would have to be flushed.
    static func exit(_ status: ExitStatus) -> Never { _exit(status.rawValue) }

    private static func put(_ text: String, _ descriptor: Int32) -> Bool {
        var text = text
        return text.withUTF8 { buffer in
            var rest = UnsafeRawBufferPointer(buffer)
            while let start = rest.baseAddress, !rest.isEmpty {
                let count = send(start, rest.count, descriptor)
                if count < 0, errno == EINTR { continue }
                if count < 0, errno == EAGAIN {
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&wait, 1, -1)
                    continue
                }
                guard count > 0 else { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
            return true
        }
    }

    private static func send(_ start: UnsafeRawPointer, _ count: Int, _ descriptor: Int32) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, start, count)
        #elseif canImport(Musl)
            Musl.write(descriptor, start, count)
        #else
            Darwin.write(descriptor, start, count)
        #endif
    }
}
