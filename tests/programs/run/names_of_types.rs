// `std::any::type_name` writes every name with its path.

use std::any::type_name;
use std::collections::{BTreeMap, HashMap};

mod shapes {
    pub mod flat {
        pub struct Square<T>(pub T);
    }
    pub enum Kind { One }
    pub struct View<'a, const N: usize>(pub &'a [u8; N]);
    pub trait Area<T> { type Unit; }
}
use shapes::{flat::Square, Area, Kind, View};

fn of<T>(_: &T) -> &'static str { type_name::<T>() }
fn generic<T>() {}

fn main() {
    struct Local;
    println!("{}", type_name::<Square<Kind>>());           //~ PRINTS: main::shapes::flat::Square<main::shapes::Kind>
    println!("{}", type_name::<View<'static, 5>>());       //~ PRINTS: main::shapes::View<'_, 5>
    println!("{}", type_name::<Local>());                  //~ PRINTS: main::main::Local
    println!("{}", type_name::<dyn Area<i32, Unit = u8>>());   //~ PRINTS: dyn main::shapes::Area<i32, Unit = u8>
    println!("{}", type_name::<Vec<Option<Box<dyn Fn(i32) -> u8 + Send>>>>());   //~ PRINTS: alloc::vec::Vec<core::option::Option<alloc::boxed::Box<dyn core::ops::function::Fn(i32) -> u8 + core::marker::Send>>>
    println!("{}", type_name::<HashMap<String, BTreeMap<char, ()>>>());   //~ PRINTS: std::collections::hash::map::HashMap<alloc::string::String, alloc::collections::btree::map::BTreeMap<char, ()>>
    println!("{}", type_name::<(i32, &mut [u8], *const str, [f64; 3])>());   //~ PRINTS: (i32, &mut [u8], *const str, [f64; 3])
    println!("{}", type_name::<unsafe extern "C" fn(u8)>());   //~ PRINTS: unsafe extern "C" fn(u8)
    let closure = || of(&|| 1);
    println!("{}", of(&closure));         //~ PRINTS: main::main::{{closure}}
    println!("{}", closure());            //~ PRINTS: main::main::{{closure}}::{{closure}}
    println!("{} {}", of(&main), of(&generic::<u8>));   //~ PRINTS: main::main main::generic<u8>
    println!("{}", module_path!());       //~ PRINTS: main
}
