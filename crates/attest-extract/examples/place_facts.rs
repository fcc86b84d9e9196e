//! Prints each span of the lines on standard input that was weighed as a place's name, with its facts.
use attest_extract::places;
use attest_gazetteer::Gazetteer;
use attest_language::Pipeline;
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let gazetteer = Gazetteer::builtin();
    let pipeline = Pipeline::embedded()?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let analysis = pipeline.analyse(&line);
        for span in places::explain_spans(&line, Some(&analysis), &gazetteer) {
            println!("{:6.2} {:?} {:?}", span.score, &line[span.start..span.end], span.facts);
        }
    }
    Ok(())
}
