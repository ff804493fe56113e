/// What a quantity measures; two quantities compare only when their dimensions agree.
package enum Dimension: String, Hashable, Sendable, CaseIterable {
    /// A share of one; written with `%`. Base unit: 1.
    case ratio
    /// A length of time; written with `ms`, `s`, `m`, `h`, `d`. Base unit: milliseconds.
    case time
    /// An amount of data; written with `B`, `kB`, `MB`, `GB`, `TB`, `KiB`, `MiB`, `GiB`. Base unit: bytes.
    case bytes
    /// Data a second; an amount of data followed by `/s`. Base unit: bytes a second.
    case bandwidth
    /// Events a second; a number followed by `/s`. Base unit: one a second.
    case rate
    /// A plain number.
    case count

    /// How an author writes one, for messages.
    package var example: String {
        switch self {
        case .ratio: "95%"
        case .time: "30s"
        case .bytes: "16MB"
        case .bandwidth: "100MB/s"
        case .rate: "500/s"
        case .count: "3"
        }
    }

    package var noun: String {
        switch self {
        case .ratio: "a percentage"
        case .time: "a time"
        case .bytes: "an amount of data"
        case .bandwidth: "a bandwidth"
        case .rate: "a rate"
        case .count: "a number"
        }
    }
}
