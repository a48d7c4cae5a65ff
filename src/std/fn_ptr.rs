// What pointers to functions can do besides being called: their address stands for them.

use crate::cmp::Ordering;
use crate::fmt;
use crate::hash::{Hash, Hasher};

macro_rules! function_pointers {
    ($qualifiers:tt $($parameters:tt)*) => { $(function_pointer!($qualifiers $parameters);)* };
}
macro_rules! function_pointer {
    ([$($qualifier:tt)*] ($($A:ident)*)) => { function_pointer!(@of [$($A)*] $($qualifier)* fn($($A),*) -> R); };
    (@of [$($A:ident)*] $Pointer:ty) => {
        impl<R, $($A),*> PartialEq for $Pointer {
            fn eq(&self, other: &Self) -> bool { *self as usize == *other as usize }
        }
        impl<R, $($A),*> Eq for $Pointer {}
        impl<R, $($A),*> PartialOrd for $Pointer {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> { Some(self.cmp(other)) }
        }
        impl<R, $($A),*> Ord for $Pointer {
            fn cmp(&self, other: &Self) -> Ordering { (*self as usize).cmp(&(*other as usize)) }
        }
        impl<R, $($A),*> Hash for $Pointer {
            fn hash<State: Hasher>(&self, state: &mut State) { state.write_usize(*self as usize) }
        }
        impl<R, $($A),*> fmt::Debug for $Pointer {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&(*self as *const ()), f) }
        }
        impl<R, $($A),*> fmt::Pointer for $Pointer {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Pointer::fmt(&(*self as *const ()), f) }
        }
    };
}
function_pointers!([] () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E G));
#[cfg(std_file = "fn_ptr_abi")]
function_pointers!([unsafe] () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E G));
#[cfg(std_file = "fn_ptr_abi")]
function_pointers!([extern "C"] () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E G));
#[cfg(std_file = "fn_ptr_abi")]
function_pointers!([unsafe extern "C"] () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E G));
