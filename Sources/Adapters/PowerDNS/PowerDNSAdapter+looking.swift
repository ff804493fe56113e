package import Engine
import Runbook
package import RunbookCompiler
package import World

/// Looking.
extension PowerDNSAdapter {
    typealias Trouble = WeightSights.Trouble

    package func observe() async -> WorldState { await sights().world(topology) }

    package func measure(_ queries: [MetricQuery]) async -> [Measurement] {
        let now = timekeeper.now
        guard queries.contains(where: { $0.metric == .weight }) else {
            return queries.map { Measurement($0, nil, at: now, from: place) }
        }
        let sights = await sights()
        return queries.map { sights.measurement($0, topology, at: now, from: place) }
    }

    private func sights() async -> WeightSights { await WeightSights(of: records) { await sight(of: $0) } }

    private func sight(of record: RecordPlace) async -> WeightSights.Sight {
        do throws(Trouble) {
            let (answer, _) = try await weights(of: record)
            try await ask(record, answer)
            return .success(shares(of: answer, record))
        } catch {
            return .failure(error)
        }
    }

    /// What a name's record says.
    func weights(of record: RecordPlace) async throws(Trouble) -> (WeightedAnswer, timeToLive: Int) {
        let state = try await state(of: record)
        guard let answer = state.answer else { throw Trouble(why: state.trouble, answer: .notDone(.conflict)) }
        return (answer, state.timeToLive)
    }

    func state(of record: RecordPlace) async throws(Trouble) -> RecordState {
        guard let api else { throw Trouble(why: "its URL is none", answer: .notDone(.invalid)) }
        do throws(PowerDNSFailure) {
            let zone = try await api.get("\(api.zonePath)?rrset_name=\(WebExchange.escaped(record.name))")
            guard let sets = zone["rrsets"]?.elements else { throw .nonsense }
            return RecordState(
                sets.filter { $0["name"]?.string?.lowercased() == record.name }, name: record.name, type: record.type)
        } catch {
            throw Trouble(why: error.sentence, answer: error.answerToLook)
        }
    }

    func shares(of answer: WeightedAnswer, _ record: RecordPlace) -> WeightShares {
        WeightShares(
            weights: answer.choices.map(\.weight),
            regions: answer.choices.map { choice in record.addresses.firstIndex(of: choice.address) })
    }

    /// That the DNS itself answers as the record says, where we were told whom to ask.
    func ask(_ record: RecordPlace, _ expected: WeightedAnswer) async throws(Trouble) {
        guard let dns else { return }
        let who = "the name server at \(dns.host):\(dns.port)"
        let answer: DNSMessage.Answer
        do throws(ExchangeFailure) {
            answer = try await dns.ask(record.name, record.type == "AAAA" ? .six : .four)
        } catch {
            throw Trouble(why: "\(who): \(error.sentence)", answer: .inDoubt)
        }
        guard answer.code == 0, let address = answer.addresses.first else {
            throw Trouble(
                why: "\(who) has no address for \(record.name) (response code \(answer.code))", answer: .inDoubt)
        }
        guard expected.choices.contains(where: { $0.weight > 0 && $0.address.lowercased() == address.lowercased() })
        else {
            throw Trouble(
                why: "\(who) answers \(address) for \(record.name), which its record does not give", answer: .inDoubt)
        }
    }
}
