// What cannot be seen is named by its number.
fn main() {
    let total​ = 1; //~ ERROR unknown start of token: \u{200b}
    let ¤ = 2; //~ ERROR unknown start of token: ¤
}
