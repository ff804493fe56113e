/// What a proof does not try.
enum Assumptions {
    static let sentence =
        "an effect is done whole or not at all; the data of a dead writer is behind by no more than a promotion may lose, "
        + "and what a broken link keeps back is beyond every bound; nobody accepts two writers or switches the mode; "
        + "a run that is held may rest for ever"
}
