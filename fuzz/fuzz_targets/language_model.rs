//! Any bytes as a model file: refused, or a pipeline that analyses without panic.

#![no_main]

use attest_language::Pipeline;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(pipeline) = Pipeline::load(bytes) {
        let _ = pipeline.analyse("The rebels (some 30 of them) left at 5 p.m.; who knows why?");
    }
});
