"""Programs whose outcome shows what the interpreter they run in has done before them.

Each prints a piece of state, or depends on it: imports, handlers, buffers, exits,
threads, processes, signals, the error output, files, encodings, warnings.
"""

PROGRAMS = {
    "submodule": """
        import urllib
        print(hasattr(urllib,'request'))
    """,
    "submodule-xml": """
        import xml
        print([n for n in ('dom','etree','sax') if hasattr(xml,n)])
    """,
    "submodule-email": """
        import email
        print(sorted(n for n in vars(email) if not n.startswith('_')))
    """,
    "submodule-concurrent": """
        import concurrent
        print(hasattr(concurrent,'futures'))
    """,
    "submodule-importlib": """
        import importlib
        print(sorted(n for n in vars(importlib) if not n.startswith('_')))
    """,
    "submodule-logging": """
        import logging
        print(hasattr(logging,'handlers'))
    """,
    "submodule-multiprocessing": """
        import multiprocessing
        names = 'pool', 'shared_memory', 'forkserver', 'spawn', 'util'
        print([name for name in names if hasattr(multiprocessing, name)])
    """,
    "argv": """
        import sys
        print(sys.argv)
    """,
    "main": """
        print(__name__, __file__.rsplit("/", 1)[-1], __package__, __spec__, __doc__)
        print(__cached__)
    """,
    "main-module": """
        import __main__, sys
        print(__main__ is sys.modules['__main__'], hasattr(__main__,'__file__'))
        x=1
        print(__main__.x)
    """,
    "globals": "print(sorted(globals()))",
    "file-relative": "print(__file__)",
    "pickle": """
        import pickle
        class A: pass
        print(type(pickle.loads(pickle.dumps(A()))).__module__)
    """,
    "dataclass": """
        import dataclasses
        @dataclasses.dataclass
        class A:
            x: int = 1
        print(A())
    """,
    "inspect": """
        import inspect
        def f():
            return 1
        print(inspect.getsource(f))
    """,
    "handlers": """
        import signal
        for each in signal.Signals:
            handler = signal.getsignal(each)
            if handler is not signal.SIG_DFL:
                print(each.name, str(handler).split(' at ')[0])
    """,
    "log-handlers": """
        import logging
        print(logging.root.handlers, logging.root.level, logging.lastResort is not None)
    """,
    "log": """
        import logging
        logging.basicConfig(format='%(message)s', level=20)
        logging.info('hello')
    """,
    "filters": """
        import warnings
        print(len(warnings.filters), [f[0] for f in warnings.filters])
    """,
    "showwarning": """
        import warnings
        print(warnings.showwarning.__module__, warnings.showwarning.__name__)
    """,
    "excepthook": """
        import sys, threading
        print(sys.excepthook is sys.__excepthook__, threading.excepthook.__name__)
    """,
    "buffering": """
        import sys
        out = sys.stdout
        print(out.line_buffering, out.isatty(), out.encoding, out.errors)
        print(out.name, out.mode)
    """,
    "stdin": """
        import sys
        print(sys.stdin.read()==''), print(sys.stdin.name)
    """,
    "stderr-state": """
        import sys
        print(sys.stderr.errors, sys.stderr.line_buffering, sys.stderr.name)
    """,
    "std-originals": """
        import sys
        print(sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__)
        print(sys.stdin is sys.__stdin__)
    """,
    "order": """
        import subprocess
        print('a')
        subprocess.run(['echo','b'])
        print('c')
    """,
    "os-write": """
        import os
        print('a')
        os.write(1,b'b\\n')
        print('c')
    """,
    "exit-zero": """
        import sys
        print(1)
        sys.exit(0)
    """,
    "exit-code": """
        import sys
        sys.exit(3)
    """,
    "exit-text": """
        import sys
        sys.exit('bad')
    """,
    "exit-large": """
        import sys
        sys.exit(256)
    """,
    "exit-negative": """
        import sys
        sys.exit(-1)
    """,
    "exit-true": """
        import sys
        sys.exit(True)
    """,
    "exit-os": """
        import os
        print(1, flush=True)
        os._exit(0)
    """,
    "raise": "raise ValueError('x')",
    "raise-group": "raise ExceptionGroup('g',[ValueError(1)])",
    "keyboard": "raise KeyboardInterrupt",
    "atexit": """
        import atexit
        atexit.register(print,'bye')
        print(1)
    """,
    "atexit-error": """
        import atexit
        atexit.register(lambda: 1/0)
        print(1)
    """,
    "atexit-exit": """
        import atexit, sys
        atexit.register(print,'bye')
        sys.exit(2)
    """,
    "del": """
        class A:
            def __del__(self): print('deleted')
        a=A()
    """,
    "thread": """
        import threading
        thread = threading.current_thread()
        print(threading.active_count(), thread.name)
        print(thread is threading.main_thread())
    """,
    "thread-late": """
        import threading
        threading.Timer(.3,print,['late']).start()
        print('now')
    """,
    "daemon": """
        import threading,time
        threading.Thread(target=lambda:(time.sleep(.2),print('x')),daemon=True).start()
        print('now')
    """,
    "executor": """
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(2) as e: print(list(e.map(abs,[-1,2])))
    """,
    "process-name": """
        import multiprocessing as m
        print(m.current_process().name, m.parent_process(), m.active_children())
        print(m.get_start_method(allow_none=True))
    """,
    "process-start": """
        import multiprocessing as m
        print(m.get_start_method())
    """,
    "process": """
        import multiprocessing as m
        def f(): print('child')
        if __name__=='__main__':
            p=m.Process(target=f); p.start(); p.join(); print(p.exitcode)
    """,
    "process-unguarded": """
        import multiprocessing as m
        def f(): print('child')
        p=m.Process(target=f); p.start(); p.join(); print(p.exitcode)
    """,
    "process-spawn": """
        import multiprocessing as m
        def f(x): return x+1
        if __name__=='__main__':
            with m.get_context('spawn').Pool(1) as p: print(p.map(f,[1,2]))
    """,
    "process-pool": """
        from concurrent.futures import ProcessPoolExecutor
        def f(x): return x*2
        if __name__=='__main__':
            with ProcessPoolExecutor(1) as e: print(list(e.map(f,[1,2])))
    """,
    "process-unjoined": """
        import multiprocessing as m, time
        def f(): time.sleep(.3); print('child')
        m.Process(target=f).start()
        print('parent')
    """,
    "fork": """
        import os
        pid=os.fork()
        if not pid:
            print('child'); os._exit(0)
        os.waitpid(pid,0)
        print('parent')
    """,
    "cwd": """
        import os
        print(os.listdir(), os.path.basename(os.getcwd()))
    """,
    "write-file": """
        open('a.txt','w').write('é')
        print(open('a.txt','rb').read(), open('a.txt').read())
    """,
    "encoding": """
        import locale, sys
        print(locale.getpreferredencoding())
        print(sys.getfilesystemencoding(), sys.getdefaultencoding())
    """,
    "unicode": "print('λ → ∞ é')",
    "locale": """
        import locale
        print(locale.setlocale(locale.LC_ALL))
    """,
    "warn": """
        import warnings
        warnings.warn('old')
    """,
    "warn-deprecated": """
        import warnings
        warnings.warn('old', DeprecationWarning)
    """,
    "warn-resource": """
        open(__file__)
        print(1)
    """,
    "warn-catch": """
        import warnings
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            warnings.warn('x')
        print(len(w))
    """,
    "warn-error": """
        import warnings
        warnings.simplefilter('error')
        try:
            warnings.warn('x')
        except UserWarning as e: print('caught', e)
    """,
    "recursion": """
        import sys
        print(sys.getrecursionlimit())
    """,
    "random": """
        import random
        random.seed(1)
        print(random.random())
    """,
    "numpy-random": """
        import numpy as np
        np.random.seed(1)
        print(np.random.rand())
    """,
    "numpy-print": """
        import numpy as np
        print(np.float32(.1), np.array([1.5,2]))
    """,
    "umask": """
        import os
        m=os.umask(0); print(oct(m))
    """,
    "fds": """
        import os
        print(sorted(int(x) for x in os.listdir('/proc/self/fd'))[:4])
    """,
    "terminal": """
        import shutil
        print(shutil.get_terminal_size())
    """,
    "dunder-annotations": """
        x: int = 1
        print(__annotations__)
    """,
    "future": """
        from __future__ import annotations
        print(1)
    """,
    "builtins": "print(type(__builtins__).__name__, exit, '_' in dir(__builtins__))",
    "displayhook": """
        import sys
        print(sys.displayhook is sys.__displayhook__)
    """,
    "settrace": """
        import sys
        print(sys.gettrace(), sys.getprofile())
    """,
    "tempdir": """
        import tempfile
        print(tempfile.gettempdir()!='' )
    """,
    "asyncio": """
        import asyncio
        async def f(): return 1
        print(asyncio.run(f()))
    """,
    "syntax": "x = (",
    "empty-print": "print()",
    "closed": """
        import sys
        sys.stdout.close()
    """,
}
