import Crypto
package import RunbookCompiler

/// SHA-256 over the canonical text of a plan: equal digests mean that a run would do the same.
package enum PlanDigest {
    package static func hexadecimal(of plan: Plan) -> String {
        var hash = SHA256()
        for line in PlanText.lines(of: plan) {
            hash.update(data: Array(line.utf8))
            hash.update(data: [0x0A])
        }
        return Hex.text(hash.finalize())
    }

    package static func hexadecimal(of lines: some Sequence<String>) -> String {
        var hash = SHA256()
        for line in lines {
            hash.update(data: Array(line.utf8))
            hash.update(data: [0x0A])
        }
        return Hex.text(hash.finalize())
    }
}
