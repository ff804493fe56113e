/// An event on its way to a run, with what people may want to know about it.
package struct Arrival: Sendable {
    package var event: Event
    package var detail: String

    package init(_ event: Event, detail: String = "") {
        self.event = event
        self.detail = detail
    }
}
