/// The load over a day, near enough to a sine, made of a polynomial that is the same on every machine.
enum Wave {
    private static let length: Int64 = 86_400_000

    /// From -1 to 1; 0 and rising when a world begins.
    static func day(_ moment: Int64) -> Double {
        let phase = Double(moment % length) / Double(length)
        let half = phase < 0.5 ? phase * 2 : phase * 2 - 1
        let arch = 4 * half * (1 - half)
        return phase < 0.5 ? arch : -arch
    }
}
