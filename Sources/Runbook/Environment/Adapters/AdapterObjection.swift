/// Something in an adapter's settings that cannot be, though each of its words is well.
package struct AdapterObjection: Hashable, Sendable {
    package var place: Located<String>
    /// What is wrong with it: `is not in the zone example.com.`
    package var what: String
    package var help: String

    package init(_ place: Located<String>, _ what: String, help: String) {
        self.place = place
        self.what = what
        self.help = help
    }
}
