#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Who is at the command line.
package enum Person {
    /// The name of the operating system's user; its number when it has no name.
    package static func current() -> String {
        let number = geteuid()
        var entry = passwd()
        var result: UnsafeMutablePointer<passwd>?
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
            guard let start = buffer.baseAddress, getpwuid_r(number, &entry, start, buffer.count, &result) == 0,
                result != nil, let name = entry.pw_name
            else { return "uid \(number)" }
            return String(cString: name)
        }
    }
}
