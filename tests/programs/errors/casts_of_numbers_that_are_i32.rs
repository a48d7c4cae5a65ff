fn main() {
    let n = 97;
    let _ = n as char; //~ ERROR E0604
    let r = &7;
    let _ = r as *const u8; //~ ERROR E0606
    let mut x = 0u8;
    let p = &mut x as *mut _; //~ ERROR E0606
    unsafe { *p = 1 };
}
