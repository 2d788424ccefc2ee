"""The pages of a company's needs: told, read, kept alive."""
