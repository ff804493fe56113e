import Switchyard

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What is known of the terminal, if there is one.
enum Terminal {
    static let isOutput = isatty(STDOUT_FILENO) == 1 && text("TERM") != "dumb"
    static let isInput = isatty(STDIN_FILENO) == 1

    static let style = Style(isColored: isOutput && text("NO_COLOR").isEmpty)
    static let errorStyle = Style(
        isColored: isatty(STDERR_FILENO) == 1 && text("NO_COLOR").isEmpty && text("TERM") != "dumb")

    /// Columns and lines now; a window may change its size at any time.
    static var size: (width: Int, height: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (120, 40)
        }
        return (max(20, Int(size.ws_col)), max(8, Int(size.ws_row)))
    }

    static var width: Int { isOutput ? size.width : 120 }

    private static func text(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
}
