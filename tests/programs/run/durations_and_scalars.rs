// A duration is multiplied from both sides, divided, and summed; a number on the left is a u32 then.
use std::time::Duration;

fn main() {
    let two = 2 * Duration::from_secs(1);
    println!("{two:?} {:?} {:?}", 3 * two, 4 * Duration::from_millis(250) + two / 4); //~ PRINTS: 2s 6s 1.5s
    let mut length: Duration = [1u64, 2, 3].iter().map(|each| 2 * Duration::from_secs(*each)).sum();
    length *= 2;
    length /= 5;
    println!("{length:?} {:?}", [length, two].iter().sum::<Duration>()); //~ PRINTS: 4.8s 6.8s
    println!("{:?} {:?}", Duration::MAX / 3, Duration::MAX.checked_mul(2)); //~ PRINTS: 6148914691236517205.333333333s None
    let uneven = Duration::new(9, 995_500_000);
    println!("{uneven:.2?} {uneven:.0?} {uneven:.10?} [{uneven:>12?}] [{uneven:*^12.3?}] {:+?}", two); //~ PRINTS: 10.00s 10s 9.9955000000s [     9.9955s] [***9.996s***] +2s
    println!("{:.1?} {:.1?} {:?} {:.3?}", Duration::from_micros(1250), Duration::from_nanos(1350), Duration::from_nanos(1001), Duration::ZERO); //~ PRINTS: 1.2ms 1.4µs 1.001µs 0.000ns
    println!("{:?}", std::panic::catch_unwind(|| 2 * Duration::MAX).is_err()); //~ PRINTS: true
}
