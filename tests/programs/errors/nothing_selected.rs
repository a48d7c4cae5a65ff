// `cfg_select!` must have an arm that holds, and arms that are arms.
fn main() {
    let _ = cfg_select! { windows => { 1 } }; //~ ERROR none of the predicates
    let _ = cfg_select! { unix { 1 } }; //~ ERROR expected `=>`
}
