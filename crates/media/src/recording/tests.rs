#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::cell::RefCell;

use super::*;

#[test]
fn levels_come_twenty_times_a_second_and_a_pause_records_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut take = Take::new(&folder.path().join("a.wav"), 8000).unwrap();
    let told = RefCell::new(Vec::new());
    let tell = |event| told.borrow_mut().push(event);
    take.add(&[0.5; 4000], &tell);
    take.paused = true;
    take.add(&[-1.0; 4000], &tell);
    take.paused = false;
    take.add(&[0.0; 4000], &tell);
    let levels: Vec<_> = told
        .borrow()
        .iter()
        .map(|event| match *event {
            RecordingEvent::Level { seconds, peak, rms } => (seconds, peak, rms),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(levels.len(), 30, "the meter stutters");
    assert_eq!((levels[9], levels[19], levels[29]), ((0.5, 0.5, 0.5), (0.5, 1.0, 1.0), (1.0, 0.0, 0.0)));
    let kept = take.finish().unwrap();
    let reader = hound::WavReader::open(&kept.file).unwrap();
    assert_eq!((reader.spec(), reader.len(), kept.seconds), (specification(8000), 8000, 1.0));
}

#[test]
fn what_was_said_survives_a_program_that_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("made/a.wav");
    let mut take = Take::new(&file, 100).unwrap();
    assert_eq!(recordings_in(file.parent().unwrap()).unwrap(), [], "nothing was said");
    take.add(&[0.5; 250], &|_| {});
    take.add(&[0.5; 40], &|_| {});
    // Nothing runs after a kill: no finish, no drop.
    std::mem::forget(take);
    let found = recordings_in(file.parent().unwrap()).unwrap();
    assert_eq!(found, [RecordedSound { file: file.clone(), seconds: 2.5 }], "the take is gone");
    let heard: Vec<i16> = hound::WavReader::open(&file).unwrap().samples().map(Result::unwrap).collect();
    assert!(heard.len() == 250 && heard.iter().all(|value| *value == 16_384));
    remove(&file).unwrap();
    remove(&file).unwrap();
    assert_eq!(recordings_in(file.parent().unwrap()).unwrap(), []);
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_computer_can_hear_a_recording() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.wav");
    let _take = Take::new(&file, 100).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(Take::new(&file, 100).err().map(|error| error.code), Some(ErrorCode::StorageFault));
}

#[test]
fn a_recording_nobody_ends_ends_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut take = Take::new(&folder.path().join("a.wav"), 100).unwrap();
    take.add(&vec![0.1; 13_000], &|_| {});
    assert!(take.is_full());
    assert!((take.finish().unwrap().seconds - 120.0).abs() < f64::EPSILON);
    let nothing = Take::new(&folder.path().join("b.wav"), 100).unwrap().finish().unwrap_err();
    assert_eq!(nothing.code, ErrorCode::FileEmpty);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "an empty recording lies on the disk");
}

#[test]
fn why_a_microphone_cannot_be_used_is_told_apart() {
    for (kind, code) in [
        (ErrorKind::PermissionDenied, ErrorCode::MicrophoneRefused),
        (ErrorKind::DeviceBusy, ErrorCode::MicrophoneBusy),
        (ErrorKind::DeviceNotAvailable, ErrorCode::NoMicrophone),
        (ErrorKind::HostUnavailable, ErrorCode::NoMicrophone),
    ] {
        assert_eq!(refused(&cpal::Error::new(kind)).code, code);
    }
}
