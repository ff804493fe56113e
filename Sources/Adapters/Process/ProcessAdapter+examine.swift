package import Engine
import Runbook

/// What has to be there.
extension ProcessAdapter {
    package func examine() async -> [AdapterFinding] {
        let answer: JSON
        do throws(Conversation.Failure) {
            answer = try await conversation.ask(request("check"), within: settings.timeout)
        } catch {
            return [
                AdapterFinding(
                    .fault, "\(place): \(error.sentence)",
                    help:
                        "It has to be executable, and to answer {\"switchyard\":1,\"do\":\"check\"} with a JSON object."
                )
            ]
        }
        return [AdapterFinding(.sound, "\(place) answers")] + AdapterFinding.told(answer)
    }
}

extension AdapterFinding {
    /// What a program answered to `check`.
    static func told(_ answer: JSON) -> [AdapterFinding] {
        let told = answer["findings"]?.elements ?? []
        let findings = told.compactMap { finding -> AdapterFinding? in
            guard let weight = finding["weight"]?.string.flatMap(AdapterFinding.Weight.init),
                let sentence = finding["sentence"]?.string
            else { return nil }
            return AdapterFinding(weight, String(sentence.prefix(300)), help: finding["help"]?.string ?? "")
        }
        guard findings.count < told.count else { return findings }
        return findings + [
            AdapterFinding(
                .fault, "the program has findings that could not be made sense of",
                help: "Each is an object with weight (sound, caution or fault), sentence and help.")
        ]
    }
}
