/// Events as one line of text each, for journals: compact, fast to write, and readable without a tool.
///
/// `finished 17 1f done` is the first attempt of node 17, forward (`u` is undo). A format is never changed, only
/// succeeded by the next one, so that an old journal is read as it was meant or refused.
package enum EventCoder {
    /// The format that `encode` writes, and the newest one that `decode` reads.
    package static let version = 1

    package static func encode(_ event: Event) -> String {
        var bytes: [UInt8] = []
        encode(event, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the text of an event. It is ASCII and has no line break.
    package static func encode(_ event: Event, into bytes: inout [UInt8]) {
        var writer = EventWriter(bytes: bytes)
        bytes = []
        writer.write(event)
        bytes = writer.bytes
    }

    package static func decode(_ text: String) throws(MalformedEvent) -> Event {
        var text = text
        let result: Result<Event, MalformedEvent> = text.withUTF8 { bytes in
            do throws(MalformedEvent) { return .success(try decode(bytes)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    package static func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(MalformedEvent) -> Event {
        var reader = EventReader(bytes)
        let event = try reader.readEvent()
        try reader.readEnd()
        return event
    }
}
