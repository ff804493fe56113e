/// An event on its way to a run, with what people may want to know about it.
package struct Arrival: Sendable {
    package var event: Event
    package var detail: String
    /// Nil for what the engine itself found out.
    package var sender: Sender?

    package init(_ event: Event, detail: String = "", from sender: Sender? = nil) {
        self.event = event
        self.detail = detail
        self.sender = sender
    }
}
