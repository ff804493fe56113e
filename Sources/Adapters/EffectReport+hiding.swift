import Engine

extension EffectReport {
    /// Without a secret that somebody has repeated to us.
    func hiding(_ secret: String?) -> EffectReport {
        var report = self
        report.detail = detail.hiding(secret)
        return report
    }
}

extension String {
    /// Without a secret, whole or as its words: "Bearer abc" has two.
    func hiding(_ secret: String?) -> String {
        guard let secret, !secret.isEmpty else { return self }
        let words = secret.split(separator: " ").map(String.init).filter { $0.count > 6 }
        return ([secret] + words).reduce(self) { $0.replacing($1, with: "***") }
    }
}
