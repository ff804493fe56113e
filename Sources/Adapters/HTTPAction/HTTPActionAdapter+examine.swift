package import Engine
import Runbook

/// What has to be there.
extension HTTPActionAdapter {
    /// A GET: posting might tell somebody something.
    package func examine() async -> [AdapterFinding] {
        guard let exchange else {
            return [AdapterFinding(.fault, "\(place) is no URL", help: "Write where requests are to be posted to.")]
        }
        let secret: String?
        do throws(SecretFailure) {
            secret = try settings.authorization?.readLine()
        } catch {
            return [
                AdapterFinding(
                    .fault, "\(place) cannot be asked: \(error.why)",
                    help: "Put the whole value of the header Authorization there, such as \"Bearer ...\".")
            ]
        }
        let headers = secret.map { [WebRequest.Header("Authorization", $0)] } ?? []
        do throws(ExchangeFailure) {
            return [finding(try await exchange.get("", headers).status)]
        } catch {
            return [
                AdapterFinding(
                    .fault, "\(place): \(error.sentence)".hiding(secret),
                    help: "Its url has to be where JSON is posted to, and to answer within \(settings.timeout).")
            ]
        }
    }

    private func finding(_ status: Int) -> AdapterFinding {
        let told = "\(place) answers, with status \(status) to a GET"
        return switch status {
        case 200...299, 400, 405, 406, 415, 422: AdapterFinding(.sound, told)
        case 401, 403:
            AdapterFinding(
                .fault, told,
                help: settings.authorization == nil
                    ? "Write under authorization where the header's value is." : "Correct what is under authorization.")
        case 404, 410:
            AdapterFinding(.caution, told, help: "Correct its url, unless it knows only POST there.")
        case 300...399:
            AdapterFinding(.fault, told, help: "Redirections are not followed: write the URL that it names.")
        default: AdapterFinding(.caution, told, help: "Look at what is wrong with it; nothing was posted.")
        }
    }
}
