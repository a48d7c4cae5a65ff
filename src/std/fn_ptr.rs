// What pointers to functions can do besides being called: their address stands for them.

use crate::cmp::Ordering;
use crate::fmt;
use crate::hash::{Hash, Hasher};

macro_rules! function_pointers {
    ($(($($A:ident)*))*) => {$(
        function_pointer!([$($A)*] fn($($A),*) -> R);
        function_pointer!([$($A)*] unsafe fn($($A),*) -> R);
        function_pointer!([$($A)*] extern "C" fn($($A),*) -> R);
        function_pointer!([$($A)*] unsafe extern "C" fn($($A),*) -> R);
    )*};
}
macro_rules! function_pointer {
    ([$($A:ident)*] $Pointer:ty) => {
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
function_pointers!(() (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E G));
