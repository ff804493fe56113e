import NIOCore

/// Asks on a connection that is there, and hears the answer until its end.
final class TextListener: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let question: String
    private let answer: EventLoopPromise<String>
    private let mark: SentMark
    private var heard = ByteBuffer()

    init(_ question: String, _ answer: EventLoopPromise<String>, _ mark: SentMark) {
        (self.question, self.answer, self.mark) = (question, answer, mark)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        mark.set()
        let sent = context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: question)))
        sent.whenFailure { [answer] in answer.fail($0) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        heard.writeImmutableBuffer(unwrapInboundIn(data))
        if heard.readableBytes > TextExchange.longestAnswer {
            answer.fail(ExchangeFailure.flooded(limit: TextExchange.longestAnswer))
        }
    }

    func channelInactive(context: ChannelHandlerContext) { answer.succeed(String(buffer: heard)) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { answer.fail(error) }
}
