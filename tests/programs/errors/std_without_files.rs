// What Rust's std has and this one lacks is said to be missing; a name that is nowhere is an error.
use std::fs::File; //~ ERROR: `std::fs` is not in this standard library yet
use std::process::Command; //~ ERROR: `std::process::Command` is not in this standard library yet

fn main() {
    let _socket: std::net::TcpStream; //~ ERROR: `std::net::TcpStream` is not in this standard library yet
}
