/// How much a service has to bear in one second, and how it bears it.
struct Strain: Sendable {
    var arrivals = 0.0
    var share = 0.0
    /// Of its ready capacity; above 1 it is overloaded.
    var load = 0.0
    /// Mean response time in milliseconds.
    var time = 0.0
    /// The share of requests that fail.
    var errors = 0.0

    /// A further, independent reason for which some requests fail.
    mutating func fail(_ share: Double) { errors = 1 - (1 - errors) * (1 - share) }

    /// Each request also needs an answer from this one.
    mutating func wait(for other: Strain) {
        time += other.time
        fail(other.errors)
    }
}
