"""The command line's contract: JSON, exit codes, wrong usage."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get('CRABGLASS_ROOT', pathlib.Path(__file__).resolve().parents[2]))
TOOL = os.environ.get('CRABGLASS', str(ROOT / 'build/native/crabglass'))

LOST_UPDATE = (ROOT / 'tests/programs/threads/lost_update.rs').read_text()


def crabglass(*words, text=None):
    done = subprocess.run([TOOL, *words], input=text, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


def as_json(*words, text=None):
    code, out, err = crabglass(*words, '--json', text=text)
    return code, json.loads(out)


@unittest.skipUnless(pathlib.Path(TOOL).exists(), 'the tool is not built')
class Run(unittest.TestCase):
    def test_a_run_that_ends(self):
        code, report = as_json('run', '-', text='fn main() { println!("{}", 6 * 7); eprintln!("e"); }')
        self.assertEqual(code, 0)
        self.assertEqual(report['verdict'], 'ok')
        self.assertEqual(report['stdout'], '42\n')
        self.assertEqual(report['stderr'], 'e\n')
        self.assertEqual(report['exit_code'], 0)
        self.assertGreater(report['steps'], 0)
        self.assertEqual(report['diagnostics'], [])
        self.assertEqual(set(report), {'verdict', 'kind', 'message', 'line', 'column', 'related', 'stdout', 'stderr',
                                       'exit_code', 'steps', 'schedule', 'diagnostics'})

    def test_a_panic_says_where(self):
        code, report = as_json('run', '-', text='fn main() {\n    let v = [1];\n    let i = v.len();\n    v[i];\n}\n')
        self.assertEqual((code, report['verdict'], report['line'], report['column']), (2, 'panic', 4, 5))
        self.assertIn('index out of bounds', report['message'])
        self.assertEqual(report['exit_code'], 101)

    def test_a_use_of_freed_memory_says_where_it_went(self):
        heap = 'fn main() {\n    let b = Box::new(5);\n    let p = &raw const *b;\n    drop(b);\n    println!("{}", unsafe { *p });\n}\n'
        local = 'fn lost() -> *const u8 {\n    let x = 7;\n    &raw const x\n}\nfn main() {\n    let p = lost();\n    unsafe { p.read() };\n}\n'
        for program, lines in ((heap, (5, [2, 4])), (local, (7, [2, 4]))):
            code, report = as_json('run', '-', text=program)
            self.assertEqual((code, report['verdict'], report['kind']), (2, 'ub', 'use after free'))
            self.assertEqual((report['line'], [moment['line'] for moment in report['related']]), lines)

    def test_errors_of_the_text(self):
        code, report = as_json('run', '-', text='fn main() {\n    let x: i32 = "a";\n}\n')
        self.assertEqual((code, report['verdict'], report['kind']), (1, 'compile_error', 'E0308'))
        self.assertEqual([(d['code'], d['level'], d['line'], d['column']) for d in report['diagnostics']],
                         [('E0308', 'error', 2, 18)])
        code, _, err = crabglass('run', '-', text='fn main() {\n    let x: i32 = "a";\n}\n')
        self.assertEqual(code, 1)
        self.assertIn('error[E0308]', err)
        self.assertIn('2 |     let x: i32 = "a";', err)

    def test_a_limit(self):
        code, report = as_json('run', '-', '--max-steps', '5000', text='fn main() { loop {} }')
        self.assertEqual((code, report['verdict'], report['kind']), (4, 'limit', 'steps'))

    def test_models_that_are_missing_are_named(self):
        for option, name in (('--aliasing', 'stacked'), ('--aliasing', 'tree'), ('--memory', 'c11')):
            code, report = as_json('run', '-', option, name, text='fn main() {}')
            if report['verdict'] == 'unsupported':
                self.assertEqual(code, 3)
                self.assertIn('yet', report['message'])
            else:
                self.assertEqual((code, report['verdict']), (0, 'ok'))

    def test_a_schedule_replays(self):
        _, found = as_json('explore', '-', text=LOST_UPDATE)
        for outcome in found['outcomes']:
            _, report = as_json('run', '-', '--schedule', outcome['schedule'], text=LOST_UPDATE)
            self.assertEqual((report['verdict'], report['stdout']), (outcome['verdict'], outcome['stdout']))

    def test_a_seed_gives_the_same_twice(self):
        one = as_json('run', '-', '--seed', '7', text=LOST_UPDATE)
        self.assertEqual(one, as_json('run', '-', '--seed', '7', text=LOST_UPDATE))

    def test_bytes_that_are_no_text(self):
        with tempfile.NamedTemporaryFile(suffix='.rs') as file:
            file.write(b'fn main() { \xff\xfe\x00 }')
            file.flush()
            code, out, err = crabglass('run', file.name, '--json')
        self.assertEqual(code, 1)
        json.loads(out)


@unittest.skipUnless(pathlib.Path(TOOL).exists(), 'the tool is not built')
class Others(unittest.TestCase):
    def test_explore(self):
        code, found = as_json('explore', '-', text=LOST_UPDATE)
        self.assertEqual(code, 0)
        self.assertTrue(found['complete'])
        self.assertEqual({o['stdout'] for o in found['outcomes']}, {'1\n', '2\n'})
        self.assertEqual(sum(o['count'] for o in found['outcomes']), found['executions'])
        self.assertTrue(found['interleavings'].isdigit())
        _, every = as_json('explore', '-', '--strategy', 'exhaustive', text=LOST_UPDATE)
        self.assertEqual({o['stdout'] for o in every['outcomes']}, {'1\n', '2\n'})
        self.assertGreaterEqual(every['executions'], found['executions'])

    def test_explore_that_is_cut(self):
        code, found = as_json('explore', '-', '--max-executions', '1', text=LOST_UPDATE)
        self.assertEqual((code, found['complete'], found['executions']), (4, False, 1))

    def test_check(self):
        self.assertEqual(as_json('check', '-', text='fn main() {}')[0], 0)
        code, report = as_json('check', '-', text='fn main() { x }')
        self.assertEqual((code, report['diagnostics'][0]['code']), (1, 'E0425'))

    def test_mir_and_expand_and_scene(self):
        code, out, _ = crabglass('mir', '-', text='fn main() { let x = 1; }')
        self.assertEqual(code, 0)
        self.assertIn('main', out)
        macro = 'macro_rules! two { ($e:expr) => { $e + $e } }\nfn main() { let x = two!(3); }\n'
        code, out, _ = crabglass('expand', '-', text=macro)
        self.assertEqual(code, 0)
        self.assertIn('let x = 3 + 3;', out)
        code, report = as_json('expand', '-', '--steps', text=macro)
        self.assertEqual([(s['macro'], s['rule'], s['bindings']) for s in report['steps']],
                         [('two', 1, [{'name': 'e', 'text': '3'}])])
        for view in ('program', 'threads', 'frames', 'output', 'outcomes'):
            code, out, err = crabglass('scene', view, '-', '--at', '1', text='fn main() { println!("hi"); }')
            self.assertEqual((code, err), (0, ''), view)

    def test_layout(self):
        text = 'struct Pair { a: u8, b: u32, c: u8 }\n#[repr(C)]\nstruct Same { a: u8, b: u32, c: u8 }\n' \
               'enum Maybe { Some(Box<u8>), None }\nfn main() {}\n'
        code, report = as_json('layout', '-', text=text)
        self.assertEqual(code, 0)
        self.assertEqual([(t['name'], t['kind'], t['line'], t['size'], t['align']) for t in report['types']],
                         [('Pair', 'struct', 1, 8, 4), ('Same', 'struct', 3, 12, 4), ('Maybe', 'enum', 4, 8, 8)])
        self.assertEqual([(f['name'], f['offset']) for f in report['types'][1]['variants'][0]['fields']],
                         [('a', 0), ('b', 4), ('c', 8)])
        self.assertEqual(report['types'][2]['tag']['kind'], 'niche')
        code, out, _ = crabglass('layout', '-', text=text)
        self.assertIn('struct Pair: 8 bytes, align 4', out)

    def test_states(self):
        text = 'use std::future::ready;\nasync fn work(x: u32) -> u32 {\n    ready(()).await;\n    let z = x + 1;\n' \
               '    ready(()).await;\n    z\n}\nfn main() {\n    drop(work(1));\n}\n'
        code, report = as_json('states', '-', text=text)
        self.assertEqual(code, 0)
        work, = report['coroutines']
        self.assertEqual((work['name'], work['kind'], work['line'], work['size'], work['align']), ('work', 'async fn', 2, 20, 4))
        self.assertEqual([(s['name'], s['line']) for s in work['states']],
                         [('Unresumed', 0), ('Returned', 0), ('Panicked', 0), ('Suspend0', 3), ('Suspend1', 5)])
        self.assertEqual([(f['kind'], f['name'], f['offset'], f['size']) for f in work['states'][4]['fields']],
                         [('capture', 'x', 0, 4), ('variable', 'z', 16, 4), ('awaited', '__awaitee', 12, 1)])

        code, out, _ = crabglass('states', '--desugar', '-', text=text)
        self.assertEqual(code, 0)
        self.assertIn('*self = Suspend1 { z, ready: ready(()) };', out)

    def test_bench_measures_loops_under_every_model_and_explores_the_rest(self):
        code, figures = as_json('bench', '--seconds', '0', '--dir', str(ROOT / 'tests/bench'))
        self.assertEqual(code, 0)
        self.assertLessEqual({'arithmetic', 'calls', 'vec_pushes', 'hash_map', 'trait_calls', 'reborrow_chain'}, {loop['name'] for loop in figures['loops']})
        for loop in figures['loops']:
            self.assertGreater(loop['steps'], 100_000, loop)     # of a whole run, not of its beginning
            self.assertGreater(loop['steps_per_second'], 0, loop)
            self.assertGreater(loop['tree_ratio'], 0, loop)
        names = {program['name'] for program in figures['programs']}
        self.assertLessEqual({'increments_3x3', 'indexer_12', 'ticket_lock'}, names)
        self.assertEqual(crabglass('bench', 'calls', '--seconds', '0', '--dir', str(ROOT / 'tests/bench'))[1].count('\n'), 4)

    def test_wrong_usage(self):
        for words in ((), ('fly',), ('run',), ('run', 'a.rs', 'b.rs'), ('run', '-', '--seed', 'x'), ('run', '-', '--wings'),
                      ('run', '-', '--aliasing', 'loose'), ('run', '-', '--schedule', '!!'), ('run', '-', '--seed'),
                      ('explore', '-', '--strategy', 'lucky'), ('scene', 'sunset', '-'), ('book',), ('book', 'burn', '.'),
                      ('run', 'no/such/file.rs'), ('run', '.'), ('book', 'check', 'no/such/folder'), ('bench', 'nothing')):
            code, out, err = crabglass(*words, text='fn main() {}')
            self.assertEqual(code, 64, words)
            self.assertEqual(out, '', words)
            self.assertNotEqual(err, '', words)
        self.assertEqual(crabglass('--help')[0], 0)


CHAPTER = '''# Threads

```rust,editable id=fine
fn main() {
    println!("{}", 1 + 1); //~ PRINTS: 2
}
```
'''


@unittest.skipUnless(pathlib.Path(TOOL).exists(), 'the tool is not built')
class Book(unittest.TestCase):
    def check(self, chapter, **files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / 'src').mkdir()
            (root / 'book.toml').write_text('[book]\ntitle = "A course"\n')
            (root / 'src/SUMMARY.md').write_text(files.get('summary', '# Summary\n\n- [One](one.md)\n'))
            (root / 'src/one.md').write_text(chapter)
            for name, text in files.items():
                if name == 'quiz':
                    (root / 'src/quiz.toml').write_text(text)
            code, out, _ = crabglass('book', 'check', folder, '--json')
            return code, json.loads(out)

    def test_a_course_that_is_right(self):
        code, result = self.check(CHAPTER)
        self.assertEqual((code, result['failed']), (0, 0), result)
        self.assertGreater(result['passed'], 0)

    def test_a_wrong_claim_is_found_at_its_line(self):
        code, result = self.check(CHAPTER.replace('PRINTS: 2', 'PRINTS: 3'))
        self.assertEqual(code, 1)
        self.assertEqual([(f['file'], f['line']) for f in result['failures']], [('src/one.md', 5)])

    def test_a_program_that_does_not_compile(self):
        code, result = self.check(CHAPTER.replace('1 + 1', '1 + x'))
        self.assertEqual([f['line'] for f in result['failures']], [5])

    def test_a_link_to_nowhere(self):
        code, result = self.check(CHAPTER + '\n[away](two.md) and [here](#threads) and [gone](#gone)\n')
        self.assertEqual(sorted(f['line'] for f in result['failures']), [9, 9])

    def test_a_summary_with_a_missing_chapter(self):
        code, result = self.check(CHAPTER, summary='# Summary\n\n- [One](one.md)\n- [Two](two.md)\n')
        self.assertEqual(code, 1)

    def test_a_wrong_answer_key(self):
        quiz = '''[[questions]]
id = "a.b"
type = "Tracing"
prompt.program = """
fn main() { println!("{}", 1 + 1); }
"""
answer.doesCompile = true
answer.stdout = "%s"
'''
        chapter = CHAPTER + '\n{{#quiz quiz.toml}}\n'
        self.assertEqual(self.check(chapter, quiz=quiz % 2)[0], 0)
        code, result = self.check(chapter, quiz=quiz % 3)
        self.assertEqual([f['file'] for f in result['failures']], ['src/quiz.toml'])

    def test_a_quiz_that_is_broken(self):
        code, result = self.check(CHAPTER + '\n{{#quiz quiz.toml}}\n', quiz='[[questions]\nid = ')
        self.assertEqual(code, 1)


if __name__ == '__main__':
    unittest.main()
