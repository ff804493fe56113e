/// The stretch in which a service has no writer: a promotion ends it, and the first fences before it begin it.
struct WriterlessWindow {
    /// Into `LinkedRunbook.entries`.
    var promotion: Int
    /// Of the promotion.
    var when: ModeGuard
    /// The fences of its services in other regions that no other one of them comes before. Into
    /// `LinkedRunbook.entries`.
    var fences: [Int]
}
