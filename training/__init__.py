"""Makes the weights in `ingestio_extract/learned/weights` from documents that may be used for it.

Not installed with the product. `make train` runs all of it; `docs/model-card.md` lists the data.
"""
