// `#[macro_export]` makes a macro an item of the crate's root, wherever it is written.
mod tools {
    pub fn greeting() -> &'static str {
        "hello"
    }

    #[macro_export]
    macro_rules! greet {
        ($name:expr) => {
            format!("{} {}", $crate::tools::greeting(), $name)
        };
    }
}

mod other {
    pub fn by_path() -> String {
        crate::greet!("path")
    }
}

fn main() {
    println!("{} {}", greet!("plain"), other::by_path()); //~ PRINTS: hello plain hello path
    println!("{}", later!(2)); //~ PRINTS: 2 later
}

#[macro_export]
macro_rules! later {
    ($n:expr) => {
        format!("{} later", $n)
    };
}
