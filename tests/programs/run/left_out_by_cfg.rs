// What `cfg` leaves out at the end of a block leaves the value to the block that stands before it.
fn is_64_bit() -> bool {
    #[cfg(target_pointer_width = "64")]
    {
        true
    }
    #[cfg(not(target_pointer_width = "64"))]
    {
        false
    }
}

fn name() -> &'static str {
    #[cfg(any())]
    {
        "never"
    }
    #[cfg(all())]
    match is_64_bit() {
        true => "wide",
        false => "narrow",
    }
    #[cfg(any())]
    let _last = 1;
}

fn main() {
    let size = {
        #[cfg(unix)]
        if is_64_bit() { 8 } else { 4 }
        #[cfg(not(unix))]
        {
            0
        }
    };
    println!("{} {} {size}", is_64_bit(), name()); //~ PRINTS: true wide 8
}
