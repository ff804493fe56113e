/// What a proof does not try.
enum Assumptions {
    static let sentences = [
        "an effect is done whole or not at all",
        "the data of a writer that dies is behind by no more than a promotion may lose; what a broken link keeps back is beyond every bound",
        "nobody accepts the risk of two writers, and nobody switches the mode",
        "what a run's own actions do to regions is what the adapter declares of them",
        "a run that is held may rest for ever",
    ]
}
