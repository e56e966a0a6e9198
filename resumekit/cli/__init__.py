"""The command line. In: arguments, streams, the clock. Out: what `app.main` says. All else is in the rooms below."""

import gc

gc.set_threshold(150_000, 20, 50)  # a run is short and makes little garbage: looking for it costs a tenth of the time
