// The prelude of macros. What `macro_rules!` cannot say (format_args!, concat!, stringify!, cfg!,
// line!, compile_error! and a few more) is built into the expander.

// ---- Printing and formatting

#[macro_export]
macro_rules! print {
    ($($arg:tt)*) => {{ $crate::io::_print($crate::format_args!($($arg)*)); }};
}

#[macro_export]
macro_rules! println {
    () => { $crate::print!("\n") };
    ($($arg:tt)*) => {{ $crate::io::_print($crate::format_args_nl!($($arg)*)); }};
}

#[macro_export]
macro_rules! eprint {
    ($($arg:tt)*) => {{ $crate::io::_eprint($crate::format_args!($($arg)*)); }};
}

#[macro_export]
macro_rules! eprintln {
    () => { $crate::eprint!("\n") };
    ($($arg:tt)*) => {{ $crate::io::_eprint($crate::format_args_nl!($($arg)*)); }};
}

#[macro_export]
macro_rules! format {
    ($($arg:tt)*) => {{ let text = $crate::fmt::format($crate::format_args!($($arg)*)); text }};
}

#[macro_export]
macro_rules! write {
    ($dst:expr, $($arg:tt)*) => { $dst.write_fmt($crate::format_args!($($arg)*)) };
}

#[macro_export]
macro_rules! writeln {
    ($dst:expr $(,)?) => { $crate::write!($dst, "\n") };
    ($dst:expr, $($arg:tt)*) => { $dst.write_fmt($crate::format_args_nl!($($arg)*)) };
}

#[macro_export]
macro_rules! dbg {
    () => { $crate::eprintln!("[{}:{}:{}]", $crate::file!(), $crate::line!(), $crate::column!()) };
    ($val:expr $(,)?) => {
        // A match, so that temporaries of the expression live as long as its value is used.
        match $val {
            tmp => {
                $crate::eprintln!("[{}:{}:{}] {} = {:#?}",
                    $crate::file!(), $crate::line!(), $crate::column!(),
                    $crate::__stringify_expr!($val), &tmp);
                tmp
            }
        }
    };
    ($($val:expr),+ $(,)?) => { ($($crate::dbg!($val)),+,) };
}

// ---- Panics

#[macro_export]
macro_rules! panic {
    () => { $crate::panicking::panic("explicit panic") };
    ("{}", $arg:expr $(,)?) => { $crate::panicking::panic_display(&$arg) };
    ($($arg:tt)+) => { $crate::panicking::panic_fmt($crate::format_args!($($arg)+)) };
}

#[macro_export]
macro_rules! todo {
    () => { $crate::panicking::panic("not yet implemented") };
    ($($arg:tt)+) => {
        $crate::panicking::panic_fmt($crate::format_args!("not yet implemented: {}", $crate::format_args!($($arg)+)))
    };
}

#[macro_export]
macro_rules! unimplemented {
    () => { $crate::panicking::panic("not implemented") };
    ($($arg:tt)+) => {
        $crate::panicking::panic_fmt($crate::format_args!("not implemented: {}", $crate::format_args!($($arg)+)))
    };
}

#[macro_export]
macro_rules! unreachable {
    () => { $crate::panicking::panic("internal error: entered unreachable code") };
    ($($arg:tt)+) => {
        $crate::panicking::panic_fmt($crate::format_args!(
            "internal error: entered unreachable code: {}", $crate::format_args!($($arg)+)))
    };
}

#[macro_export]
macro_rules! assert {
    ($cond:expr $(,)?) => {
        if !$cond {
            $crate::panicking::panic($crate::concat!("assertion failed: ", $crate::__stringify_expr!($cond)))
        }
    };
    ($cond:expr, $($arg:tt)+) => {
        if !$cond {
            $crate::panicking::panic_fmt($crate::format_args!($($arg)+))
        }
    };
}

#[macro_export]
macro_rules! assert_eq {
    ($left:expr, $right:expr $(,)?) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if !(*left_val == *right_val) {
                    $crate::panicking::panic_fmt($crate::format_args!(
                        "assertion `left == right` failed\n  left: {:?}\n right: {:?}",
                        &*left_val, &*right_val));
                }
            }
        }
    };
    ($left:expr, $right:expr, $($arg:tt)+) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if !(*left_val == *right_val) {
                    $crate::panicking::panic_fmt($crate::format_args!(
                        "assertion `left == right` failed: {}\n  left: {:?}\n right: {:?}",
                        $crate::format_args!($($arg)+), &*left_val, &*right_val));
                }
            }
        }
    };
}

#[macro_export]
macro_rules! assert_ne {
    ($left:expr, $right:expr $(,)?) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if *left_val == *right_val {
                    $crate::panicking::panic_fmt($crate::format_args!(
                        "assertion `left != right` failed\n  left: {:?}\n right: {:?}",
                        &*left_val, &*right_val));
                }
            }
        }
    };
    ($left:expr, $right:expr, $($arg:tt)+) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if *left_val == *right_val {
                    $crate::panicking::panic_fmt($crate::format_args!(
                        "assertion `left != right` failed: {}\n  left: {:?}\n right: {:?}",
                        $crate::format_args!($($arg)+), &*left_val, &*right_val));
                }
            }
        }
    };
}

#[macro_export]
macro_rules! debug_assert {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert!($($arg)*); } };
}

#[macro_export]
macro_rules! debug_assert_eq {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert_eq!($($arg)*); } };
}

#[macro_export]
macro_rules! debug_assert_ne {
    ($($arg:tt)*) => { if $crate::cfg!(debug_assertions) { $crate::assert_ne!($($arg)*); } };
}

// ---- Values

#[macro_export]
macro_rules! vec {
    () => { $crate::vec::Vec::new() };
    ($elem:expr; $n:expr) => { $crate::vec::from_elem($elem, $n) };
    ($($x:expr),+ $(,)?) => { $crate::vec::from_array([$($x),+]) };
}

#[macro_export]
macro_rules! matches {
    ($expression:expr, $pattern:pat $(if $guard:expr)? $(,)?) => {
        match $expression {
            $pattern $(if $guard)? => true,
            _ => false,
        }
    };
}

#[macro_export]
macro_rules! addr_of {
    ($place:expr) => { &raw const $place };
}

#[macro_export]
macro_rules! addr_of_mut {
    ($place:expr) => { &raw mut $place };
}

#[macro_export]
macro_rules! r#try {
    ($expr:expr $(,)?) => {
        match $expr {
            $crate::result::Result::Ok(val) => val,
            $crate::result::Result::Err(err) => {
                return $crate::result::Result::Err($crate::convert::From::from(err));
            }
        }
    };
}

// ---- Tasks and threads

#[macro_export]
macro_rules! pin {
    ($value:expr $(,)?) => { $crate::pin::Pin::<&mut _> { __pointer: &mut { $value } } };
}

#[macro_export]
macro_rules! ready {
    ($e:expr $(,)?) => {
        match $e {
            $crate::task::Poll::Ready(t) => t,
            $crate::task::Poll::Pending => { return $crate::task::Poll::Pending; }
        }
    };
}

#[macro_export]
macro_rules! thread_local {
    () => {};
    ($(#[$attr:meta])* $vis:vis static $name:ident : $t:ty = const $init:block; $($rest:tt)*) => {
        $crate::thread_local!($(#[$attr])* $vis static $name: $t = const $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident : $t:ty = const $init:block) => {
        $(#[$attr])*
        $vis static $name: $crate::thread::LocalKey<$t> = {
            #[thread_local]
            static __SLOT: $crate::thread::LocalSlot<$t> = $crate::thread::LocalSlot::new();
            fn __init() -> $t { const $init }
            fn __get() -> *const $t { __SLOT.get_or_init(__init) }
            $crate::thread::LocalKey::new(__get)
        };
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident : $t:ty = $init:expr; $($rest:tt)*) => {
        $crate::thread_local!($(#[$attr])* $vis static $name: $t = $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident : $t:ty = $init:expr) => {
        $(#[$attr])*
        $vis static $name: $crate::thread::LocalKey<$t> = {
            #[thread_local]
            static __SLOT: $crate::thread::LocalSlot<$t> = $crate::thread::LocalSlot::new();
            fn __init() -> $t { $init }
            fn __get() -> *const $t { __SLOT.get_or_init(__init) }
            $crate::thread::LocalKey::new(__get)
        };
    };
}
