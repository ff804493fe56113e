#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The operating system's clocks.
package enum SystemClock {
    package static func nanosecondsSince1970() -> Int64 { nanoseconds(of: CLOCK_REALTIME) }

    /// Nobody sets it, and it goes on while the machine is suspended.
    static func steadyNanoseconds() -> Int64 {
        #if os(Linux) || os(Android)
            nanoseconds(of: CLOCK_BOOTTIME)
        #else
            nanoseconds(of: CLOCK_MONOTONIC)
        #endif
    }

    private static func nanoseconds(of clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
