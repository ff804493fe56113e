/// A moment as AWS writes it in documents.
extension AWSMoment {
    /// `2015-08-30T12:36:00Z`, of seconds since 1970.
    static func extended(_ seconds: Int64) -> String {
        let text = Array(text(seconds).utf8)
        func part(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z"
    }

    /// Seconds since 1970 of `2015-08-30T12:36:00Z`, or with `+00:00` or a fraction, which is left off; nil for anything
    /// else.
    static func seconds(extended text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count > 19 else { return nil }
        func number(_ range: Range<Int>, in allowed: ClosedRange<Int64>) -> Int64? {
            guard bytes[range].allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
            let value = bytes[range].reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
            return allowed.contains(value) ? value : nil
        }
        let marks = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
        guard marks.allSatisfy({ bytes[$0.0] == $0.1.utf8.first }), isUniversal(bytes[19...]),
            let year = number(0..<4, in: 1970...9999), let month = number(5..<7, in: 1...12),
            let day = number(8..<10, in: 1...31), let hour = number(11..<13, in: 0...23),
            let minute = number(14..<16, in: 0...59), let second = number(17..<19, in: 0...59)
        else { return nil }
        return days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second
    }

    private static func isUniversal(_ rest: ArraySlice<UInt8>) -> Bool {
        var rest = rest
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst().drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        return rest.elementsEqual("Z".utf8) || rest.elementsEqual("+00:00".utf8)
    }

    /// Days since 1970, by years that begin in March.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}
