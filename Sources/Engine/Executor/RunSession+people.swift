extension RunSession {
    /// The number of a person in this run; the next one for who has not been met before.
    package func person(named name: String) -> UInt8 { UInt8(min(people.firstIndex(of: name) ?? people.count, 255)) }

    /// An event as the run hears it: who answers is a number, and what they saw is held against what is there now.
    func event(_ event: Event, from sender: Sender) -> Event {
        guard case .answered(let node, var answer) = event else { return event }
        answer.person = person(named: sender.person)
        if answer.isGranted, answer.seen != nil, let world = sender.world {
            answer.found = machine.terms(of: node, in: world)
        }
        return .answered(node, answer)
    }

    /// How a record's detail names who is behind it: `NAME: words`, or the name alone.
    package static func detail(of name: String, _ words: String) -> String {
        words.isEmpty ? name : "\(name): \(words)"
    }

    package static func name(in detail: String) -> String { String(detail.prefix { $0 != ":" }) }
}
