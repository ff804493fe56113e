import Runbook

extension SecretSource {
    /// The secret as the value of a header, which is one line.
    func readLine() throws(SecretFailure) -> String {
        let value = try read()
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw SecretFailure(why: "\(self) is more than one line")
        }
        return value
    }
}
