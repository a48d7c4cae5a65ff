use crate::fmt::Debug;
use crate::intrinsics;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitCode(u8);
impl ExitCode {
    pub const SUCCESS: ExitCode = ExitCode(0);
    pub const FAILURE: ExitCode = ExitCode(1);
    pub(crate) fn to_i32(self) -> i32 { self.0 as i32 }
}
impl From<u8> for ExitCode {
    fn from(code: u8) -> ExitCode { ExitCode(code) }
}
impl Default for ExitCode {
    fn default() -> ExitCode { ExitCode::SUCCESS }
}
#[lang = "termination"]
pub trait Termination {
    fn report(self) -> ExitCode;
}
impl Termination for () {
    fn report(self) -> ExitCode { ExitCode::SUCCESS }
}
impl Termination for ! {
    fn report(self) -> ExitCode { self }
}
impl Termination for ExitCode {
    fn report(self) -> ExitCode { self }
}
impl<T: Termination, E: Debug> Termination for Result<T, E> {
    fn report(self) -> ExitCode {
        match self {
            Ok(value) => value.report(),
            Err(error) => {
                eprintln!("Error: {:?}", error);
                ExitCode::FAILURE
            }
        }
    }
}
pub fn exit(code: i32) -> ! { intrinsics::exit(code) }
pub fn abort() -> ! { intrinsics::abort() }
pub fn id() -> u32 { 1 }

/// Runs main and turns what it returns into the exit code of the process.
#[lang = "start"]
pub(crate) fn lang_start<T: Termination>(main: fn() -> T) -> i32 {
    main().report().to_i32()
}
