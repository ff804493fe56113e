import Runbook
import Testing

@testable import Adapters

/// AWS's own published examples: its test suite of Signature Version 4, and the example of its documentation.
@Suite struct AWSSignatureTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        var name: String
        var request: WebRequest
        var token: String?
        var service = "service"
        var host = "example.amazonaws.com"
        var headers: String
        var signature: String
        var testDescription: String { name }
    }

    private static let form = WebRequest.Header("Content-Type", "application/x-www-form-urlencoded")

    @Test(arguments: [
        Vector(
            name: "get-vanilla", request: WebRequest(.get, "/"), headers: "host;x-amz-date",
            signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        Vector(
            name: "get-vanilla-query-order-key-case", request: WebRequest(.get, "/?Param2=value2&Param1=value1"),
            headers: "host;x-amz-date", signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
        Vector(
            name: "get-header-value-trim",
            request: WebRequest(
                .get, "/",
                [WebRequest.Header("My-Header1", " value1"), WebRequest.Header("My-Header2", " \"a   b   c\"")]),
            headers: "host;my-header1;my-header2;x-amz-date",
            signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"),
        Vector(
            name: "post-vanilla", request: WebRequest(.post, "/"), headers: "host;x-amz-date",
            signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        Vector(
            name: "post-x-www-form-urlencoded", request: WebRequest(.post, "/", [form], body: "Param1=value1"),
            headers: "content-type;host;x-amz-date",
            signature: "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"),
        Vector(
            name: "post-sts-header-before", request: WebRequest(.post, "/"),
            token: """
                AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8\
                YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQc\
                HNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxB\
                A==
                """,
            headers: "host;x-amz-date;x-amz-security-token",
            signature: "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"),
        Vector(
            name: "ListUsers, of the documentation",
            request: WebRequest(
                .get, "/?Action=ListUsers&Version=2010-05-08",
                [WebRequest.Header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]),
            service: "iam", host: "iam.amazonaws.com", headers: "content-type;host;x-amz-date",
            signature: "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"),
    ])
    func aRequestIsSigned(vector: Vector) {
        let signature = AWSSignature(
            credentials: AWSCredentials(
                accessKey: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                sessionToken: vector.token),
            region: "us-east-1", service: vector.service, date: AWSMoment.text(1_440_938_160))
        let signed = signature.signed(vector.request, host: vector.host)
        #expect(
            signed.headers.last?.value == """
                AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/\(vector.service)/aws4_request, \
                SignedHeaders=\(vector.headers), Signature=\(vector.signature)
                """)
    }

    @Test(arguments: [
        (0, "19700101T000000Z"), (951_782_399, "20000228T235959Z"), (951_782_400, "20000229T000000Z"),
        (1_440_938_160, "20150830T123600Z"), (4_102_444_799, "20991231T235959Z"),
    ])
    func aMomentIsWritten(seconds: Int64, text: String) { #expect(AWSMoment.text(seconds) == text) }

    @Test(arguments: [
        "2026-03-01T12:07:00Z", "2026-03-01T12:07:00+00:00", "2026-03-01T12:07:00.000Z", "2000-02-29T23:59:59Z",
        "1970-01-01T00:00:00Z",
    ])
    func aMomentIsRead(text: String) throws {
        let seconds = try #require(AWSMoment.seconds(extended: text))
        #expect(AWSMoment.extended(seconds).dropLast() == text.prefix(19))
    }

    @Test(arguments: [
        "", "2026-03-01", "2026-03-01T12:07:00", "2026-03-01T12:07:00+01:00", "2026-00-01T12:07:00Z", "1772366820",
        "2026-03-01 12:07:00Z", "2026-03-01T24:07:00Z",
    ])
    func whatIsNoMomentIsNone(text: String) { #expect(AWSMoment.seconds(extended: text) == nil) }

    @Test(arguments: [
        "", "text", "<a>", "<a></b>", "<a/><b/>", "<a>&b;</a>", "<!DOCTYPE a><a/>", "<a b=\"<\"", "<a>&#xD800;</a>",
        String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40),
    ])
    func whatIsNoDocumentIsNone(text: String) { #expect(XMLReader.read(text) == nil) }

    @Test func `A document is read, and written as it was`() {
        let text =
            "<?xml version=\"1.0\"?>\n<!-- a --><a x=\"/>\"><b>1 &lt; 2 &amp; &#51;</b><c/><b k='>'>two</b> </a>\n"
        let element = XMLReader.read(text)
        #expect(element?.children.map(\.name) == ["b", "c", "b"])
        #expect(element?.text("b") == "1 < 2 & 3")
        #expect(element?.children("b").last?.text == "two")
        #expect(element?.written(" y=\"1\"") == "<a y=\"1\"><b>1 &lt; 2 &amp; 3</b><c></c><b>two</b></a>")
    }
}
