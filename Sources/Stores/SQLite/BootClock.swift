package import Runbook

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A clock that nobody sets, the same for all processes of a machine, and that goes on while they or it are suspended.
/// Its readings are worth something only until the machine restarts, which `boot` tells.
package struct BootClock: Sendable {
    /// Changes with each start of the machine.
    package var boot: String
    private let reading: @Sendable () -> Milliseconds

    package init(boot: String, reading: @escaping @Sendable () -> Milliseconds) {
        self.boot = boot
        self.reading = reading
    }

    package var now: Milliseconds { reading() }

    package static let system = BootClock(boot: bootIdentity()) {
        var time = timespec()
        clock_gettime(clock, &time)
        return Milliseconds(Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    #if os(Linux) || os(Android)
        private static var clock: clockid_t { CLOCK_BOOTTIME }

        private static func bootIdentity() -> String {
            guard let file = fopen("/proc/sys/kernel/random/boot_id", "r") else { return "" }
            defer { fclose(file) }
            var text: [UInt8] = Array(repeating: 0, count: 36)
            let count = fread(&text, 1, text.count, file)
            return String(decoding: text.prefix(count), as: UTF8.self)
        }
    #else
        private static var clock: clockid_t { CLOCK_MONOTONIC }

        private static func bootIdentity() -> String { "" }
    #endif
}
