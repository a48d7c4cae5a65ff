// Names of macros, modules, types and variables where another kind of thing is needed.
fn main() {
    println("text"); //~ ERROR E0423
    let list = vec; //~ ERROR E0423
    assert(1 == 1); //~ ERROR E0423
    let module = std::mem; //~ ERROR E0423
    let number = i32; //~ ERROR E0423
    let count = 3;
    let point = count { x: 1 }; //~ ERROR E0574
    let array: [u8; count]; //~ ERROR E0435
    let longer: [u8; count + 1] = [0; 4]; //~ ERROR E0435
}
