import Runbook

/// One instant query's answer.
enum PrometheusAnswer: Hashable {
    case value(Double)
    /// A metric that is not there is no error to Prometheus, and no zero to us.
    case nothing
    /// Why there is no value, in words.
    case trouble(String)

    init(_ answer: WebExchange.Answer) {
        guard let json = JSONReader.read(Array(answer.body.utf8)), let status = json["status"]?.string else {
            self = .trouble("it answers with status \(answer.status) and no JSON of Prometheus's")
            return
        }
        guard status == "success", answer.status == 200 else {
            let error = json["error"]?.string.map { String($0.prefix(200)).printable } ?? "status \(answer.status)"
            self = .trouble("it says \"\(error)\"")
            return
        }
        let data = json["data"]
        switch data?["resultType"]?.string {
        case "scalar": self = PrometheusAnswer.sample(data?["result"])
        case "vector":
            let series = data?["result"]?.elements ?? []
            switch series.count {
            case 0: self = .nothing
            case 1: self = PrometheusAnswer.sample(series[0]["value"])
            default: self = .trouble("the query has \(series.count) values where one is needed: aggregate them")
            }
        default: self = .trouble("the query is of another type than one value")
        }
    }

    /// A pair of a moment and a number in text.
    private static func sample(_ json: JSON?) -> PrometheusAnswer {
        guard let pair = json?.elements, pair.count == 2, let text = pair[1].string, let value = Double(text) else {
            return .trouble("the value is not one")
        }
        // A division by zero is no measurement.
        return value.isFinite ? .value(value) : .nothing
    }
}
