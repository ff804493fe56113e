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
        var buffer = [CChar](repeating: 0, count: 16_384)
        let status = buffer.withUnsafeMutableBufferPointer { buffer in
            getpwuid_r(number, &entry, buffer.baseAddress, buffer.count, &result)
        }
        // The name lies in the buffer, which must still be alive here.
        return withExtendedLifetime(buffer) {
            // The name lies in the buffer, which must still be alive here.
        return withExtendedLifetime(buffer) {
            guard status == 0, result != nil, let name = entry.pw_name as UnsafeMutablePointer<CChar>? else {
                return "uid \(number)"
            }
            return String(cString: name)
        }
    }
}
