#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A POSIX extended regular expression that must match a whole text.
enum Pattern {
    enum Verdict {
        case matches, differs, isInvalid
    }

    static func match(_ pattern: String, _ text: String) -> Verdict {
        var expression = regex_t()
        guard regcomp(&expression, "^(\(pattern))$", REG_EXTENDED | REG_NOSUB) == 0 else { return .isInvalid }
        defer { regfree(&expression) }
        return regexec(&expression, text, 0, nil, 0) == 0 ? .matches : .differs
    }
}
