// Seconds as a float become the nearest nanosecond.
use std::time::Duration;

fn main() {
    println!("{:?} {:?} {:?}", Duration::from_secs_f32(2.7), Duration::from_secs_f64(0.999e-20), Duration::from_secs_f64(0.999_999_999_999)); //~ PRINTS: 2.700000048s 0ns 1s
    println!("{:?} {:?} {:?}", Duration::from_secs_f64(3.000_000_001_5), Duration::from_secs_f64(1e15), Duration::from_secs_f32(1e-9 * 0.5)); //~ PRINTS: 3.000000002s 1000000000000000s 0ns
    println!("{:?} {:?}", Duration::try_from_secs_f64(-1.0), Duration::try_from_secs_f32(f32::NAN).map_err(|error| error.to_string())); //~ PRINTS: Err(TryFromFloatSecsError { kind: Negative }) Err("cannot convert float seconds to Duration: value is either too big or NaN")
    let day = Duration::from_secs(86_400);
    println!("{:?} {:?} {:?}", day.mul_f64(0.1), day.div_f32(7.0), day.abs_diff(Duration::from_secs(86_401))); //~ PRINTS: 8640s 12342.857421875s 1s
    println!("{} {:?}", day.div_duration_f64(Duration::from_millis(2500)), Duration::from_secs_f64(0.1) * 3); //~ PRINTS: 34560 300ms
    let outcome = std::panic::catch_unwind(|| Duration::from_secs_f64(-0.5));
    println!("{}", outcome.unwrap_err().downcast_ref::<String>().map_or("no text", |text| text.as_str()).len()); //~ PRINTS: 59
}
