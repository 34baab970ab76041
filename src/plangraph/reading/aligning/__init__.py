"""Two texts of one document, in English and in Chinese, paired sentence by sentence."""
