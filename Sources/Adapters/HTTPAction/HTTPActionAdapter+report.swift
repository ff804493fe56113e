import Engine
import Runbook

/// What an answer says of what was asked for.
extension HTTPActionAdapter {
    /// An outcome in the body counts, whatever the status, but nothing is done that has no good status.
    func report(_ answer: WebExchange.Answer, isMessage: Bool) -> EffectReport {
        let json = JSONReader.read(Array(answer.body.utf8))
        let isGood = (200...299).contains(answer.status)
        if let json, json["outcome"] != nil {
            let told = EffectReport(told: json, by: place)
            switch told?.answer {
            case .done where !isGood:
                return EffectReport(.inDoubt, detail: "\(place): it says done, with status \(answer.status)")
            case nil:
                return EffectReport(.inDoubt, detail: "\(place): its outcome could not be made sense of")
            default: return told ?? EffectReport(.inDoubt, detail: place)
            }
        }
        let words = isGood ? json?["detail"]?.string ?? "" : HTTPActionAdapter.words(answer.body)
        let said = words.isEmpty ? "" : ", and says \"\(String(words.prefix(200)).printable)\""
        return EffectReport(
            verdict(answer.status, isMessage: isMessage),
            detail: "\(place) answers with status \(answer.status)\(said)\(HTTPActionAdapter.pause(answer))")
    }

    /// What a status means where nothing else is said; `docs/http-action-adapter.md` has it for people.
    private func verdict(_ status: Int, isMessage: Bool) -> EffectReport.Answer {
        switch status {
        // An action that was accepted is not done yet; nobody waits for what becomes of a message.
        case 202: isMessage ? .done : .inDoubt
        case 200...299: .done
        // It was sent elsewhere without being acted on; after 302 and 303 nobody knows.
        case 301, 307, 308: .notDone(.invalid)
        case 409: .notDone(.conflict)
        case 401, 403, 407, 425, 429, 503: .notDone(.refused)
        // Its request was too slow for it: not all of it has come.
        case 408: .notDone(.refused)
        case 400...499: .notDone(.invalid)
        default: .inDoubt
        }
    }

    /// The first line of a page that is for people.
    private static func words(_ body: String) -> String {
        body.split(whereSeparator: \.isNewline).first.map { String($0.prefix(200)) } ?? ""
    }

    private static func pause(_ answer: WebExchange.Answer) -> String {
        guard [429, 503].contains(answer.status), let wait = answer.header("Retry-After") else {
            return ""
        }
        let isSeconds = !wait.isEmpty && wait.allSatisfy(\.isNumber)
        return "; it asks to be left alone \(isSeconds ? "for \(wait.prefix(10))s" : "until \(wait.prefix(40))")"
            .printable
    }
}
